'use client';

import { Crash } from '@/components/shell/crash';

export default function ErrorPage({ error, reset }: { readonly error: Error & { digest?: string }; readonly reset: () => void }) {
  return <Crash digest={error.digest} onRetry={reset} />;
}
