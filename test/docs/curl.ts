/** A request as a document writes it down: `curl -X PUT "$LAUREL/v1/…" -H '…' -d '…'`. */
export interface WrittenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/**
 * Reads a curl command of a document. Variables are filled in everywhere, also where a shell would leave them: a document
 * shows a body in single quotes, and a reader pastes what it got before. Throws on an option that no document uses.
 */
export function requestIn(command: string, variables: Readonly<Record<string, string>>): WrittenRequest {
  const words = [...command.replaceAll('\\\n', ' ').matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => filledIn(single ?? double ?? bare ?? '', variables),
  );
  if (words.shift() !== 'curl') throw new Error(`no request: ${command}`);
  let method: string | null = null;
  let url = '';
  let body: string | null = null;
  const headers: Record<string, string> = {};
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    if (word === '-X') method = words.shift() ?? '';
    else if (word === '-d') body = words.shift() ?? '';
    else if (word === '-H') {
      const [name = '', ...value] = (words.shift() ?? '').split(': ');
      headers[name.toLowerCase()] = value.join(': ');
    } else if (word.startsWith('-')) throw new Error(`an option that is not read: ${word}`);
    else url = word;
  }
  return { method: method ?? (body === null ? 'GET' : 'POST'), url, headers, body };
}

function filledIn(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$([A-Z_]+)/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`nobody has said what $${name} is`);
    return value;
  });
}

/** A fenced block of a document, and the answer that stands right under it. */
export interface WrittenExample {
  readonly command: string;
  readonly answer: unknown;
}

/** Every request of a document with its answer, in order. Throws where a request has none. */
export function examplesIn(document: string): readonly WrittenExample[] {
  return [...document.matchAll(/```sh\n(curl[\s\S]*?)```\n(?:```json\n([\s\S]*?)```)?/g)].map(
    ([, command = '', answer]) => {
      if (answer === undefined) throw new Error(`a request without its answer: ${command}`);
      return { command, answer: JSON.parse(answer) as unknown };
    },
  );
}
