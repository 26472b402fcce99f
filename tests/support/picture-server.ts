/** A web server with pictures on loopback, in the place of all the shops and hosts that items point to. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface PictureAnswer {
  readonly status: number;
  readonly body?: Uint8Array;
}

export interface PictureServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** As `IMAGE_FETCH_ALLOW` names it. */
  readonly host: string;
  /** Every path that was asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export async function openPictureServer(
  answer: (path: string) => PictureAnswer | Promise<PictureAnswer>,
): Promise<PictureServer> {
  const asked: string[] = [];
  const reply = async (path: string, response: ServerResponse): Promise<void> => {
    asked.push(path);
    const { status, body } = await answer(path);
    response.writeHead(status, { 'content-length': body?.byteLength ?? 0 }).end(body);
  };
  const server = createServer((request, response) => {
    reply(decodeURIComponent(request.url ?? '/'), response).catch((error: Error) =>
      response.destroy(error),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port to be had');
  const host = `127.0.0.1:${address.port}`;
  return {
    url: `http://${host}`,
    host,
    asked,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with the files of a folder. */
export function servePictures(folder: string): (path: string) => PictureAnswer {
  return (path) => {
    try {
      return { status: 200, body: readFileSync(join(folder, path)) };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return { status: 404 };
      }
      throw error;
    }
  };
}
