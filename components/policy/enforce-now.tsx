import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useSavedNote } from '@/components/ui/saved-note';
import { ApiProblem, callApi } from '@/lib/api/client';
import { type RuleView, savedSchema } from '@/lib/api/contracts/rules';
import type { RuleMode } from '@/lib/policy/rule';
import { effectKind } from '@/lib/policy/rule-summary';
import { MonitorLine } from './monitor-line';
import { RULES_KEY } from './rules-query';

interface Props {
  /** The rule as it is saved. */
  readonly saved: RuleView;
  /** Its mode has been changed, nothing else. */
  readonly onChanged: (saved: RuleView) => void;
}

/** In the editor: what the saved rule would have done, if it is monitored. Enforcing it saves its mode alone; what is being edited stays unsaved. */
export function EnforceNow({ saved, onChanged }: Props) {
  const t = useTranslations('rules.list');
  const queryClient = useQueryClient();
  const note = useSavedNote();
  const change = useMutation({
    mutationFn: ({ to, version }: { readonly to: RuleMode; readonly version: string }) =>
      callApi(`/rules/${saved.id}/mode`, savedSchema, { method: 'POST', body: { mode: to, version } }),
    onSuccess: ({ revision, version }, { to }) => {
      onChanged({ ...saved, version, rule: { ...saved.rule, mode: to } });
      note(revision, to === 'enforce' ? () => change.mutate({ to: 'monitor', version }) : undefined);
      void queryClient.invalidateQueries({ queryKey: RULES_KEY, refetchType: 'none' });
    },
    onError: (error) => {
      const conflict = error instanceof ApiProblem && error.problem.code === 'conflict';
      notifications.show({ color: 'red', title: t('failed'), message: conflict ? t('changedElsewhere') : error.message, role: 'alert' });
    },
  });
  if (saved.rule.mode !== 'monitor') return null;
  return (
    <MonitorLine
      id={saved.id}
      name={saved.rule.name}
      effect={effectKind(saved.rule)}
      onEnforce={() => change.mutate({ to: 'enforce', version: saved.version })}
    />
  );
}
