const petal = 'M0-1C-3.3-2.8-4.2-5.1-4.2-6.8a4.2 4.2 0 0 1 8.4 0C4.2-5.1 3.3-2.8 0-1Z';

const draw = (name: string, attribute: string, value: string): SVGElement => {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', name);
  shape.setAttribute(attribute, value);
  return shape;
};

/** Our mark: a blossom of four shares, the last of them yours. Drawn node by node, since a page may forbid markup in text. */
export const drawMark = (): SVGElement => {
  const mark = draw('svg', 'viewBox', '-12 -12 24 24');
  for (const turn of [90, 180, 270, 0]) {
    const shape = draw('path', 'd', petal);
    shape.style.rotate = `${turn}deg`;
    mark.append(shape);
  }
  return mark;
};
