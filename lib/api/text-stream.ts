import type { Locale } from '@/lib/i18n/locales';
import { answerFailures } from './answer-failures';

/** What an answer that comes piece by piece has to know of its request. */
export interface StreamRequest {
  readonly signal: AbortSignal;
  readonly method: string;
  readonly path: string;
  readonly locale: Locale;
}

/**
 * An answer of text that comes piece by piece, as fast as the client reads. A failure on the way breaks the connection off, as the status has
 * long been sent: half a file must not look like a whole one. When the client goes away, `pieces` is told to return.
 */
export function textStream(
  pieces: AsyncGenerator<string, void>,
  { status, headers }: { readonly status: number; readonly headers: Headers },
  { signal, ...request }: StreamRequest,
): Response {
  const encoder = new TextEncoder();
  const end = () => void pieces.return();
  signal.addEventListener('abort', end, { once: true });
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const next = await pieces.next();
        if (next.done === true) controller.close();
        else controller.enqueue(encoder.encode(next.value));
      } catch (error) {
        await pieces.return();
        // Writes it down, if it is for us to know.
        await answerFailures(request, () => Promise.reject(error));
        controller.error(error);
      }
    },
    cancel: end,
  });
  // A proxy in between that collects the answer would hide the progress.
  headers.set('x-accel-buffering', 'no');
  return new Response(body, { status, headers });
}
