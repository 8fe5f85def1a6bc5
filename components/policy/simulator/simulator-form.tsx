'use client';

import { Alert, Box, Button, Text } from '@mantine/core';
import { IconAlertCircle, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFocusOnFirstError } from '@/components/ui/focus-first-error';
import { errorsOfIssues, errorsOfProblem, NO_ERRORS } from '@/components/ui/form-errors';
import { callApi } from '@/lib/api/client';
import { simulationViewSchema } from '@/lib/api/contracts/simulations';
import { exampleMailSchema } from '@/lib/policy/example-mail';
import type { RuleDraft } from '@/lib/policy/parse-rule';
import { DetailsFields } from './details-fields';
import { type ExampleDraft, exampleOf } from './example-draft';
import { ExampleFields } from './example-fields';
import { ResultFields } from './result-fields';
import { SimulationResult } from './simulation-result';
import classes from './simulator.module.css';

/** A rule that has not been saved; `id` null for a new one, which will be the last. */
export interface UnsavedRule {
  readonly id: string | null;
  readonly rule: RuleDraft;
}

interface Props {
  readonly start: ExampleDraft;
  /** The unsaved rule; null while it is not complete; undefined: the policy in force is asked. */
  readonly unsaved?: UnsavedRule | null;
}

/** A mail to imagine, and below it what becomes of it. */
export function SimulatorForm({ start, unsaved }: Props) {
  const t = useTranslations('simulator');
  const formRef = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState(start);
  const [attempts, setAttempts] = useState(0);
  const simulation = useMutation({
    mutationFn: ({ mail, lookUp, rule }: { readonly mail: unknown; readonly lookUp: boolean; readonly rule: UnsavedRule | null }) =>
      callApi('/simulations', simulationViewSchema, { method: 'POST', body: { mail, lookUp, draft: rule } }),
    onError: () => setAttempts((now) => now + 1),
  });
  const asked = JSON.stringify([draft, unsaved ?? null]);
  const [answered, setAnswered] = useState(asked);
  const [simulated, setSimulated] = useState(draft);
  const parsed = exampleMailSchema.safeParse(exampleOf(draft));
  const refused = simulation.isError && answered === asked ? errorsOfProblem(simulation.error, 'mail') : null;
  const errors = attempts === 0 ? NO_ERRORS : parsed.success ? (refused ?? NO_ERRORS) : errorsOfIssues(parsed.error.issues);
  useFocusOnFirstError(formRef, attempts);
  // What is wrong with a field stands there; of what else is wrong, the rule for instance, only a message can tell.
  const isAtField = refused !== null && [...refused.keys()].some((path) => (path.split('.')[0] ?? '') in draft);
  const failure = simulation.isError && answered === asked && !isAtField ? simulation.error.message : null;

  const run = () => {
    setAttempts((now) => now + 1);
    if (!parsed.success || unsaved === null) return;
    setAnswered(asked);
    setSimulated(draft);
    simulation.mutate({ mail: parsed.data, lookUp: draft.lookUp, rule: unsaved ?? null });
  };
  // No form of its own: in the editor it stands inside the form of the rule.
  const runOnEnter = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== 'Enter' || event.defaultPrevented || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    run();
  };
  return (
    <Box ref={formRef} onKeyDown={runOnEnter}>
      <ExampleFields draft={draft} onChange={setDraft} errors={errors} />
      <DetailsFields draft={draft} onChange={setDraft} errors={errors} />
      <ResultFields draft={draft} onChange={setDraft} errors={errors} />
      <Button
        type="button"
        display="block"
        mt="lg"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={simulation.isPending}
        disabled={unsaved === null}
        onClick={run}
      >
        {t('run')}
      </Button>
      {unsaved === null && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('incomplete')}
        </Text>
      )}
      <div aria-live="polite" className={classes.answer}>
        {failure !== null && (
          <Alert color="red" variant="light" icon={<IconAlertCircle aria-hidden />} title={t('failed')}>
            {failure}
          </Alert>
        )}
        {simulation.data !== undefined && answered !== asked && (
          <Text size="sm" c="dimmed" mb="sm">
            {t('stale')}
          </Text>
        )}
        {simulation.data !== undefined && <SimulationResult simulation={simulation.data} mail={simulated} />}
      </div>
    </Box>
  );
}
