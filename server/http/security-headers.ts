/**
 * What a browser may do with our pages: run our own scripts and nothing else, talk to us and to nobody
 * else, use the camera, and be framed by no one. `wasm-unsafe-eval` is for the barcode reader.
 */
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

export function securityHeaders(publicUrl: string): MiddlewareHandler {
  const { protocol, hostname } = new URL(publicUrl);
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'blob:', 'data:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'", 'blob:'],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    permissionsPolicy: {
      camera: ['self'],
      microphone: false,
      geolocation: false,
      payment: false,
      usb: false,
      displayCapture: false,
    },
    xFrameOptions: 'DENY',
    // Never for localhost: it would lock the developer's other servers out of plain http.
    strictTransportSecurity:
      protocol === 'https:' && hostname !== 'localhost' ? 'max-age=31536000' : false,
  });
}
