import { spawn } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type CompletionList,
  createProtocolConnection,
  type Diagnostic,
  type Hover,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node.js';

/** An editor's view of a text: what it completes, explains and objects to. Lines and columns begin at 0. */
export interface Editor {
  completionsAt(line: number, column: number): Promise<readonly string[]>;
  explanationAt(line: number, column: number): Promise<string>;
  objections(): Promise<
    readonly { readonly line: number; readonly column: number; readonly message: string }[]
  >;
  close(): Promise<void>;
}

const SERVER = fileURLToPath(new URL('../../node_modules/.bin/yaml-language-server', import.meta.url));

/** The server that editors start for YAML, for as many texts as are opened in it. */
export interface LanguageServer {
  /** Opens a text as if it lay in `path`; the server alone knows the schema. */
  open(path: string, text: string): Promise<Omit<Editor, 'close'>>;
  close(): Promise<void>;
}

export async function startLanguageServer(): Promise<LanguageServer> {
  const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const waiting = new Map<string, (found: readonly Diagnostic[]) => void>();
  connection.onNotification(
    'textDocument/publishDiagnostics',
    ({ uri, diagnostics }: { readonly uri: string; readonly diagnostics: readonly Diagnostic[] }) =>
      waiting.get(uri)?.(diagnostics),
  );
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
  });
  await connection.sendNotification('initialized', {});
  return {
    open(path, text) {
      const uri = pathToFileURL(path).href;
      const { promise, resolve } = Promise.withResolvers<readonly Diagnostic[]>();
      waiting.set(uri, resolve);
      return open(connection, uri, text, promise);
    },
    async close() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      server.kill();
    },
  };
}

/** A text in a server of its own. */
export async function openInEditor(path: string, text: string): Promise<Editor> {
  const server = await startLanguageServer();
  return { ...(await server.open(path, text)), close: () => server.close() };
}

async function open(
  connection: ProtocolConnection,
  uri: string,
  text: string,
  objected: Promise<readonly Diagnostic[]>,
): Promise<Omit<Editor, 'close'>> {
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  const at = (line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });
  return {
    async completionsAt(line, column) {
      const list = await connection.sendRequest<CompletionList>('textDocument/completion', at(line, column));
      return list.items.map(({ label }) => label);
    },
    async explanationAt(line, column) {
      const hover = await connection.sendRequest<Hover | null>('textDocument/hover', at(line, column));
      const contents = hover?.contents ?? '';
      return typeof contents === 'object' && 'value' in contents ? contents.value : String(contents);
    },
    objections: async () =>
      (await objected).map(({ range: { start }, message }) => ({
        line: start.line,
        column: start.character,
        message,
      })),
  };
}
