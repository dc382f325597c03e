/** The id of a reference that may be expanded. */
export function idOf(value: string | { id: string } | null | undefined): string | null {
  return typeof value === 'object' && value ? value.id : (value ?? null);
}
