/** The table was too busy for longer than this layer waits; nothing was half written, the same call may be made again. */
export class TableBusyError extends Error {
  override readonly name = 'TableBusyError';
}
