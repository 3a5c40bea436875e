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

/** Opens a text as if it lay in `path` in the server that editors start for YAML; it alone knows the schema. */
export async function openInEditor(path: string, text: string): Promise<Editor> {
  const server = spawn(process.execPath, [SERVER, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  const uri = pathToFileURL(path).href;
  const objected = firstObjections(connection, uri);
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] } } },
  });
  await connection.sendNotification('initialized', {});
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
    async close() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      server.kill();
    },
  };
}

const firstObjections = (connection: ProtocolConnection, uri: string): Promise<readonly Diagnostic[]> =>
  new Promise((resolve) => {
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (found: { readonly uri: string; readonly diagnostics: readonly Diagnostic[] }) => {
        if (found.uri === uri) resolve(found.diagnostics);
      },
    );
  });
