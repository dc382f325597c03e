/** A form of Stripe's kind as a tree: `a[0][b]=c` is `{a: {0: {b: 'c'}}}`, and `a[]` counts upwards. */
export type FormTree = { [key: string]: string | FormTree };

// No prototype, so that a key such as `__proto__` is a key like any other.
const emptyTree = (): FormTree => Object.create(null);

/** The keys of `line_items[0][price]`: the name, then what stands in brackets. */
function keysOf(name: string): string[] {
  const bracket = name.indexOf('[');
  if (bracket < 1) return [name];
  const inner = name.slice(bracket).match(/\[[^[\]]*\]/g) ?? [];
  return [name.slice(0, bracket), ...inner.map((part) => part.slice(1, -1))];
}

/** Puts one pair into the tree; a later value replaces an earlier one of the same name. */
function plant(tree: FormTree, keys: string[], value: string): void {
  let branch = tree;
  keys.forEach((given, depth) => {
    const key = given === '' && depth > 0 ? String(Object.keys(branch).length) : given;
    if (depth === keys.length - 1) {
      branch[key] = value;
      return;
    }
    const next = branch[key];
    const child = typeof next === 'object' ? next : emptyTree();
    branch[key] = child;
    branch = child;
  });
}

/** Reads an application/x-www-form-urlencoded body or query string with bracket nesting. */
export function parseForm(text: string): FormTree {
  const tree = emptyTree();
  for (const [name, value] of new URLSearchParams(text)) plant(tree, keysOf(name), value);
  return tree;
}
