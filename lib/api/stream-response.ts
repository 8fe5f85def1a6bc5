import type { z } from 'zod';
import type { Locale } from '@/lib/i18n/locales';
import { answerFailures } from './answer-failures';

/**
 * An answer of one line of JSON per piece. A failure on the way ends it with the line `{"problem": ...}`, as the status has long been sent.
 * When the client goes away, `pieces` is told to return.
 */
export function streamResponse<Piece>(
  pieces: AsyncGenerator<Piece, void>,
  contract: z.ZodType<Piece>,
  { status, headers }: { readonly status: number; readonly headers: Headers },
  { signal, ...request }: { readonly signal: AbortSignal; readonly method: string; readonly path: string; readonly locale: Locale },
): Response {
  const encoder = new TextEncoder();
  const line = (value: unknown) => encoder.encode(`${JSON.stringify(value)}\n`);
  const end = () => void pieces.return();
  signal.addEventListener('abort', end, { once: true });
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const next = await pieces.next();
        if (next.done === true) controller.close();
        else controller.enqueue(line(contract.parse(next.value)));
      } catch (error) {
        await pieces.return();
        const failure = await answerFailures(request, () => Promise.reject(error));
        const problem: unknown = await failure.json();
        controller.enqueue(line({ problem }));
        controller.close();
      }
    },
    cancel: end,
  });
  headers.set('content-type', 'application/x-ndjson');
  // A proxy in between that collects the answer would hide the progress.
  headers.set('x-accel-buffering', 'no');
  return new Response(body, { status, headers });
}
