'use client';

import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { BrokenTestsDialog } from '@/components/ui/broken-tests-dialog';
import { TRIAL_KEY } from '@/components/ui/trial-query';
import { UnsavedChangesProvider } from '@/components/ui/unsaved-changes';
import { ApiProblem } from '@/lib/api/client';
import { FORMATS } from '@/lib/i18n/formats';
import type { Locale } from '@/lib/i18n/locales';
import type { Messages } from '@/lib/i18n/messages';
import { theme } from './theme';

interface Props {
  readonly locale: Locale;
  readonly messages: Messages;
  readonly children: ReactNode;
}

/** What every page stands in: language, theme, query cache, notifications, guard for unsaved changes. */
export function Providers({ locale, messages, children }: Props) {
  const [queryClient] = useState(newQueryClient);
  const timeZone = useReaderTimeZone();
  return (
    <IntlProvider locale={locale} messages={messages} formats={FORMATS} timeZone={timeZone}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <UnsavedChangesProvider>{children}</UnsavedChangesProvider>
          <BrokenTestsDialog />
          <Notifications position="top-right" autoClose={7000} containerWidth={400} />
        </QueryClientProvider>
      </MantineProvider>
    </IntlProvider>
  );
}

function newQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: toSignInWhenSignedOut }),
    mutationCache: new MutationCache({
      onError: (error) => {
        toSignInWhenSignedOut(error);
        // Whoever is refused for what is on trial must see the banner about it, at once.
        if (error instanceof ApiProblem && error.problem.code === 'on-trial') void client.invalidateQueries({ queryKey: TRIAL_KEY });
      },
    }),
    defaultOptions: {
      // What the page has prefetched is not fetched again right after hydration.
      queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: true },
    },
  });
  return client;
}

/** The session has ended, here or elsewhere: signs in anew and comes back. The guard for unsaved changes still asks. */
function toSignInWhenSignedOut(error: Error): void {
  if (!(error instanceof ApiProblem) || error.status !== 401) return;
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

/** UTC while the server's HTML is hydrated, which does not know better; then the reader's zone. */
function useReaderTimeZone(): string {
  const [timeZone, setTimeZone] = useState('UTC');
  useEffect(() => setTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return timeZone;
}
