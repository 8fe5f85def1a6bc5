'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useSavedNote } from '@/components/ui/saved-note';
import { ApiProblem, callApi } from '@/lib/api/client';
import type { RuleRow, RuleRows } from '@/lib/api/contracts/rule-rows';
import { type Saved, savedSchema } from '@/lib/api/contracts/rules';
import type { RuleMode } from '@/lib/policy/rule';
import { ROWS_KEY, RULES_KEY, withoutRule, withRuleMode, withRuleMoved, withRuleVersion } from './rules-query';

export const LIST_CHANGE_KEY = ['change of the rule list'] as const;

/** A change that the list itself can make. */
export type ListChange =
  | { readonly kind: 'move'; readonly row: RuleRow; readonly order: number }
  | { readonly kind: 'mode'; readonly row: RuleRow; readonly mode: RuleMode }
  | { readonly kind: 'duplicate'; readonly row: RuleRow }
  | { readonly kind: 'delete'; readonly row: RuleRow };

/** Carries out changes of the list: shown at once, taken back with a word if the API refuses. Changes go out one after the other. */
export function useRuleListChange() {
  const t = useTranslations('rules.list');
  const queryClient = useQueryClient();
  const saved = useSavedNote();
  const mutation = useMutation({
    mutationKey: LIST_CHANGE_KEY,
    scope: { id: 'rule-list' },
    mutationFn: (change: ListChange) => {
      const shown = queryClient.getQueryData<RuleRows>(ROWS_KEY)?.rows.find((row) => row.id === change.row.id);
      return send(change, shown?.version ?? change.row.version);
    },
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey: RULES_KEY });
      const before = queryClient.getQueryData<RuleRows>(ROWS_KEY);
      if (before !== undefined) queryClient.setQueryData(ROWS_KEY, expected(before, change));
      return { before };
    },
    onError: (error, _change, context) => {
      if (context?.before !== undefined) queryClient.setQueryData(ROWS_KEY, context.before);
      const conflict = error instanceof ApiProblem && error.problem.code === 'conflict';
      notifications.show({ color: 'red', title: t('failed'), message: conflict ? t('changedMeanwhile') : error.message, role: 'alert' });
    },
    onSuccess: ({ id, version, revision }, change) => {
      // A change of the same rule that already waits must not stumble over this one.
      queryClient.setQueryData<RuleRows>(ROWS_KEY, (list) => list && withRuleVersion(list, id, version));
      const back = opposite(change, version);
      saved(revision, back === null ? undefined : () => undo(back));
    },
    onSettled: async () => {
      // While further changes wait, the server's list would take back what is shown of them.
      if (queryClient.isMutating({ mutationKey: LIST_CHANGE_KEY }) === 1) await queryClient.invalidateQueries({ queryKey: RULES_KEY });
    },
  });
  const undo = (back: ListChange) => mutation.mutate(back);
  return mutation;
}

/** Switches the mode back. A move is undone by its own arrows, the rest by the revisions. */
function opposite(change: ListChange, version: string): ListChange | null {
  if (change.kind !== 'mode') return null;
  const { row, mode } = change;
  return { kind: 'mode', row: { ...row, version, mode }, mode: row.mode };
}

/** @param version of the rule as the list shows it when the change goes out */
function send(change: ListChange, version: string): Promise<Saved> {
  const path = `/rules/${change.row.id}`;
  switch (change.kind) {
    case 'move':
      return callApi(`${path}/move`, savedSchema, { method: 'POST', body: { order: change.order } });
    case 'mode':
      return callApi(`${path}/mode`, savedSchema, { method: 'POST', body: { mode: change.mode, version } });
    case 'duplicate':
      return callApi(`${path}/duplicate`, savedSchema, { method: 'POST' });
    case 'delete':
      return callApi(`${path}?version=${version}`, savedSchema, { method: 'DELETE' });
  }
}

/** The list as it will be when the change is saved, as far as the browser can tell. */
function expected(list: RuleRows, change: ListChange): RuleRows {
  switch (change.kind) {
    case 'move':
      return withRuleMoved(list, change.row.id, change.order);
    case 'mode':
      return withRuleMode(list, change.row.id, change.mode);
    case 'delete':
      return withoutRule(list, change.row.id);
    case 'duplicate':
      return list;
  }
}
