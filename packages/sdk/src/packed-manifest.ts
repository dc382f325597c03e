type Target = string | Readonly<Record<string, string>>;

export type Exports = Readonly<Record<string, Target>>;

type Manifest = Readonly<Record<string, unknown>> & {
  readonly exports: Exports;
  readonly sideEffects: readonly string[];
};

export type PackedManifest = {
  readonly text: Readonly<Record<string, unknown>>;
  readonly exports: Exports;
  /** The modules that stand behind a subpath, to be compiled. */
  readonly sources: readonly string[];
};

/** Of use in this workspace alone: they build the button and this package from their source. */
const unpacked: readonly string[] = ['./build-button', './bundle-script', './make-package'];

const taken = ['name', 'version', 'description', 'keywords', 'license', 'type'];
const takenLast = ['peerDependencies', 'peerDependenciesMeta'];

/** The package.json of the package that is published: the same subpaths, as JavaScript with types, and no dependency. */
export const packedManifest = (manifest: Manifest): PackedManifest => {
  const subpaths = Object.entries(manifest.exports).filter(([subpath]) => !unpacked.includes(subpath));
  const exports = Object.fromEntries(subpaths.map(([subpath, target]) => [subpath, packedTarget(target)]));
  const targets = targetsOf(Object.fromEntries(subpaths));
  const parts = (names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (name in manifest ? [[name, manifest[name]]] : [])));
  return {
    text: {
      ...parts(taken),
      engines: { node: '>=20' },
      exports: { ...exports, './package.json': './package.json' },
      sideEffects: manifest.sideEffects.filter((file) => targets.includes(file)).map(asJavaScript),
      ...parts(takenLast),
    },
    exports,
    sources: targets.filter((target) => target.endsWith('.ts')),
  };
};

/** Every file that a subpath leads to. */
export const targetsOf = (exports: Exports): readonly string[] =>
  Object.values(exports).flatMap((target) => (typeof target === 'string' ? [target] : Object.values(target)));

const asJavaScript = (target: string): string => target.replace(/\.ts$/, '.js');
const asTypes = (target: string): string => target.replace(/\.ts$/, '.d.ts');

const packedTarget = (target: Target): Target => {
  if (typeof target !== 'string') {
    const packed = Object.entries(target).map(([condition, file]) => [
      condition,
      condition === 'types' ? asTypes(file) : asJavaScript(file),
    ]);
    return Object.fromEntries(packed);
  }
  return target.endsWith('.ts') ? { types: asTypes(target), default: asJavaScript(target) } : target;
};
