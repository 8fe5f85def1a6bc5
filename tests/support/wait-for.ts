/**
 * Waits until `condition` gives something other than false, null or undefined, and returns it. Looks again every few
 * milliseconds; gives up after `timeoutMs` with a message that names what was waited for.
 */
export async function waitFor<Value>(
  what: string,
  condition: () => Promise<Value | false | null | undefined> | Value | false | null | undefined,
  { timeoutMs = 15_000, everyMs = 15 } = {},
): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
