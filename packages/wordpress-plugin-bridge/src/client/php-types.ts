import {
  type FragmentDefinitionNode,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  type SelectionSetNode,
  typeFromAST,
  type VariableDefinitionNode,
} from 'graphql';

/** Which PHP type has each scalar of the schema as JSON carries it. */
const scalars: Readonly<Record<string, string>> = {
  ID: 'string',
  String: 'string',
  Int: 'int',
  Float: 'float',
  Boolean: 'bool',
  CurrencyCode: 'string',
  Date: 'string',
  DateTime: 'string',
  Decimal: 'string',
  Month: 'string',
};

/** Writes types of GraphQL as PHPDoc writes them, and remembers the enums that it met: they are named, and written once. */
export class PhpTypes {
  readonly enums = new Map<string, string>();
  readonly #schema: GraphQLSchema;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();

  constructor(schema: GraphQLSchema, fragments: readonly FragmentDefinitionNode[]) {
    this.#schema = schema;
    for (const fragment of fragments) this.#fragments.set(fragment.name.value, fragment);
  }

  /** The array of an operation's variables; a key that may be left out has a question mark. */
  ofVariables(definitions: readonly VariableDefinitionNode[]): string {
    return shape(
      definitions.map(({ variable, type, defaultValue }) => {
        const input = typeFromAST(this.#schema, type) as GraphQLInputType | undefined;
        if (!input) throw new Error(`Nothing is known of the type of $${variable.name.value}.`);
        const needed = isNonNullType(input) && !defaultValue;
        return [`${variable.name.value}${needed ? '' : '?'}`, this.#ofInput(input, [])];
      }),
    );
  }

  /** The array of what a selection of an object answers. */
  ofSelection(typeName: string, selections: readonly SelectionSetNode[]): string {
    const type = this.#schema.getType(typeName);
    if (!isObjectType(type))
      throw new Error(`${typeName} is no object: this client knows no other selections.`);
    const fields = type.getFields();
    return shape(
      [...this.#collect(typeName, selections)].map(([key, { name, optional, below }]) => {
        const field = fields[name];
        if (!field) throw new Error(`${typeName} has no field ${name}.`);
        return [`${key}${optional ? '?' : ''}`, this.#ofOutput(field.type, below)];
      }),
    );
  }

  #ofInput(type: GraphQLInputType, inside: readonly string[]): string {
    if (!isNonNullType(type)) return `${this.#ofInputPresent(type, inside)}|null`;
    return this.#ofInputPresent(getNullableType(type), inside);
  }

  #ofInputPresent(type: GraphQLInputType, inside: readonly string[]): string {
    if (isListType(type)) return `list<${this.#ofInput(type.ofType, inside)}>`;
    if (!isInputObjectType(type)) return this.#ofLeaf(type);
    if (inside.includes(type.name)) throw new Error(`${type.name} holds itself: no array shape says that.`);
    return shape(
      Object.values(type.getFields()).map((field) => {
        const needed = isNonNullType(field.type) && field.defaultValue === undefined;
        return [`${field.name}${needed ? '' : '?'}`, this.#ofInput(field.type, [...inside, type.name])];
      }),
    );
  }

  #ofOutput(type: GraphQLOutputType, below: readonly SelectionSetNode[]): string {
    if (!isNonNullType(type)) return `${this.#ofOutputPresent(type, below)}|null`;
    return this.#ofOutputPresent(getNullableType(type), below);
  }

  #ofOutputPresent(type: GraphQLOutputType, below: readonly SelectionSetNode[]): string {
    if (isListType(type)) return `list<${this.#ofOutput(type.ofType, below)}>`;
    return below.length > 0 ? this.ofSelection(getNamedType(type).name, below) : this.#ofLeaf(type);
  }

  #ofLeaf(type: unknown): string {
    if (isEnumType(type)) {
      this.enums.set(
        type.name,
        type
          .getValues()
          .map(({ name }) => `'${name}'`)
          .join('|'),
      );
      return type.name;
    }
    const php = isScalarType(type) ? scalars[type.name] : undefined;
    if (!php) throw new Error(`No PHP type is known for ${type}: name one in php-types.ts.`);
    return php;
  }

  /** The fields of selections and of their fragments, those of one key as one. */
  #collect(typeName: string, selections: readonly SelectionSetNode[]): Map<string, Collected> {
    const found = new Map<string, Collected>();
    for (const selection of selections.flatMap((set) => set.selections)) {
      const optional = (selection.directives ?? []).length > 0;
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
        const on = fragment?.typeCondition?.name.value ?? typeName;
        if (!fragment || on !== typeName)
          throw new Error(`A fragment on ${on} is spread on ${typeName}: no array shape says that.`);
        for (const [key, field] of this.#collect(typeName, [fragment.selectionSet]))
          merge(found, key, { ...field, optional: optional || field.optional });
        continue;
      }
      const below = selection.selectionSet ? [selection.selectionSet] : [];
      merge(found, (selection.alias ?? selection.name).value, {
        name: selection.name.value,
        optional,
        below,
      });
    }
    return found;
  }
}

type Collected = {
  readonly name: string;
  readonly optional: boolean;
  readonly below: readonly SelectionSetNode[];
};

const merge = (found: Map<string, Collected>, key: string, field: Collected): void => {
  const other = found.get(key);
  found.set(
    key,
    other
      ? { ...field, optional: field.optional && other.optional, below: [...other.below, ...field.below] }
      : field,
  );
};

const shape = (members: readonly (readonly [key: string, type: string])[]): string => {
  if (members.length === 0) return 'array{}';
  const lines = members.map(([key, type]) => `${key}: ${type},`.replaceAll('\n', '\n    '));
  return `array{\n${lines.map((line) => `    ${line}`).join('\n')}\n}`;
};
