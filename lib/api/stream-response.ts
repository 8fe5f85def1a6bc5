import type { z } from 'zod';
import { answerFailures } from './answer-failures';
import { type StreamRequest, textStream } from './text-stream';

/**
 * An answer of one line of JSON per piece. A failure on the way ends it with the line `{"problem": ...}`, as the status has long been sent.
 * When the client goes away, `pieces` is told to return.
 */
export function streamResponse<Piece>(
  pieces: AsyncGenerator<Piece, void>,
  contract: z.ZodType<Piece>,
  { status, headers }: { readonly status: number; readonly headers: Headers },
  request: StreamRequest,
): Response {
  headers.set('content-type', 'application/x-ndjson');
  return textStream(linesOf(pieces, contract, request), { status, headers }, request);
}

async function* linesOf<Piece>(
  pieces: AsyncGenerator<Piece, void>,
  contract: z.ZodType<Piece>,
  request: StreamRequest,
): AsyncGenerator<string, void> {
  const line = (value: unknown) => `${JSON.stringify(value)}\n`;
  try {
    for await (const piece of pieces) yield line(contract.parse(piece));
  } catch (error) {
    const failure = await answerFailures(request, () => Promise.reject(error));
    yield line({ problem: await failure.json() });
  }
}
