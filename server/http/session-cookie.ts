/**
 * The cookie that carries a session's token: out of reach for scripts, and bound to this host by its
 * prefix under https. Plain http on a home network gets a plain name: browsers refuse the other there.
 */
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

/** The longest a browser keeps a cookie. When a session ends is the server's to say. */
const cookieSeconds = 400 * 24 * 60 * 60;

export interface SessionCookie {
  read(c: Context): string | undefined;
  write(c: Context, token: string): void;
  clear(c: Context): void;
}

export function makeSessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-bincard' : 'bincard';
  const attributes = { httpOnly: true, secure, sameSite: 'Lax', path: '/' } as const;
  return {
    read: (c) => getCookie(c, name),
    write: (c, token) => setCookie(c, name, token, { ...attributes, maxAge: cookieSeconds }),
    clear: (c) => {
      deleteCookie(c, name, attributes);
    },
  };
}
