/** A port that answers with the app, over http or https. What cannot be listened on is a sentence. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { AppEnv } from './http/app-env.ts';
import { StartError } from './start-error.ts';

export interface Listening {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly fetch: (request: Request, env: AppEnv['Bindings']) => Response | Promise<Response>;
}

export interface Listener {
  readonly port: number;
  /** Takes no new connections, and resolves when the last request has been answered. */
  close(): Promise<void>;
}

/** Throws `StartError` when it takes a person to go on. */
export async function listen(listening: Listening): Promise<Listener> {
  const { host, port } = listening;
  const server = makeServer(listening);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StartError(explain(error, listening), { cause: error });
  }
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((closed, fail) => {
        server.close((error) => (error === undefined ? closed() : fail(error)));
      }),
  };
}

function makeServer({ tls, fetch }: Listening): ServerType {
  const handle = (request: Request, env: object): Response | Promise<Response> =>
    fetch(request, env);
  if (tls === undefined) {
    return createAdaptorServer({ fetch: handle, createServer: createHttpServer });
  }
  const { certFile, keyFile } = tls;
  const serverOptions = { cert: readPem(certFile, 'TLS_CERT'), key: readPem(keyFile, 'TLS_KEY') };
  try {
    return createAdaptorServer({ fetch: handle, createServer: createHttpsServer, serverOptions });
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    throw new StartError(
      `The certificate in ${certFile} and the key in ${keyFile} cannot be used (${why}). Both must be PEM, and belong together.`,
      { cause: error },
    );
  }
}

function readPem(file: string, variable: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new StartError(`${file} cannot be read. Correct ${variable} or the file's permissions.`, {
      cause: error,
    });
  }
}

function explain(error: unknown, { host, port }: Listening): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program. Stop that one, or set PORT to another number.`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Set PORT to a number above 1023, and let a proxy have the low one.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${host} is not an address of this machine. Set HOST to 127.0.0.1, to 0.0.0.0 for all, or to one that is.`;
    default:
      return `It is not possible to listen on ${host}, port ${port}: ${String(error)}. Correct HOST and PORT.`;
  }
}
