/** A program that is being written, as it looks in an editor: some words are missing, one is wrong. */
export const unfinished = `# yaml-language-server: $schema=../program.schema.json
name: corner-shop
zone: Europe/Moscow
currency: RUB
counters:
  spent: { measure: sold-amount }
statusSystems:
  level:
    statuses: { bronze: {}, silver: {} }
    review:
      every: fortnight
      counter: spent
      window: this-month
      table:
        - { upTo: 100 RUB, status: bronze }
        - { over: 100 RUB, status: silver }
rules:
  - name: silver-discount
    on: [sale]
    
`;

/** Where the marker stands in the text, and the line's number: lines and columns begin at 0. */
export function placeOf(words: string): { readonly line: number; readonly column: number } {
  const lines = unfinished.split('\n');
  const line = lines.findIndex((each) => each.includes(words));
  return { line, column: lines[line]?.indexOf(words) ?? -1 };
}
