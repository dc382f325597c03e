export type NodeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A Fetch `Request`, Node's incoming message, or headers beside a body's own bytes. */
export type SignedRequest =
  | {
      readonly headers: Headers;
      readonly body: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array> | null;
    }
  | { readonly headers: Headers | NodeHeaders; readonly body: string | Uint8Array }
  | (AsyncIterable<Uint8Array | string> & { readonly headers: NodeHeaders });
