const petal = 'M12 11C8.7 9.2 7.8 6.9 7.8 5.2a4.2 4.2 0 0 1 8.4 0C16.2 6.9 15.3 9.2 12 11Z';

const draw = (name: string, attribute: string, value: string): SVGElement => {
  const shape = document.createElementNS('http://www.w3.org/2000/svg', name);
  shape.setAttribute(attribute, value);
  return shape;
};

/** Our mark: a blossom of four shares, the last of them yours. Drawn node by node, since a page may forbid markup in text. */
export const drawMark = (): SVGElement => {
  const mark = draw('svg', 'viewBox', '0 0 24 24');
  for (let petals = 0; petals < 4; petals++) mark.append(draw('path', 'd', petal));
  return mark;
};
