/** What GraphiQL opens with: a page of working examples. */
export const examples = `# The API of this Flattr instance.
# Put the cursor into an operation and
# press Ctrl-Enter.
#
# Reading what is public needs nothing.
# For the rest sign in on the web pages,
# in this browser, or make a token there
# (Tokens, in the menu) and send it in
# "Headers":
# {"authorization": "Bearer flt_pat_…"}
#
# What is refused stands in a payload's
# "errors", with a code and a sentence;
# nothing has changed then.

# A thing, by any spelling of its address.
query ThingByUrl {
  thing(url: "https://noor.example/bread") {
    id
    title
    kind
    creator { handle name }
    flattrCount
    viewerHasFlattred
  }
}

# What most people flattr this month.
query MostFlattred {
  mostFlattred(kind: ARTICLE, first: 10) {
    flattrCount
    thing { title url creator { handle } }
  }
}

# My month so far, and what each flattr would be worth if it ended now.
query MyMonth {
  viewer {
    budget { amount { amount currency } monthsAtOnce }
    monthSoFar {
      month
      endsAt
      spent { amount currency }
      fee { amount currency }
      flattrs { weight worth { amount currency } thing { title url } }
    }
  }
}

# Flattr a thing. Run it twice: the second time it is refused with ALREADY_FLATTRED.
mutation Flattr {
  flattr(input: { url: "https://noor.example/bread" }) {
    month
    thing { title flattrCount viewerHasFlattred }
    errors { code message path }
  }
}

# Register what I made. Up to 500 things at once; each has its own result.
# It is mine once I have claimed its site, at the page "claimAt".
mutation RegisterThings {
  registerThings(
    input: {
      things: [
        { url: "https://example.org/my-song", title: "My song", kind: AUDIO, language: "en", tags: ["folk"] }
        { url: "https://example.org/my-picture", title: "My picture", kind: IMAGE }
      ]
    }
  ) {
    results { created claimAt thing { id url } errors { code message path } }
    errors { code message path }
  }
}
`;
