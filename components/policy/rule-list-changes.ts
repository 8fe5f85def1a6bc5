'use client';

import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useSavedNote } from '@/components/ui/saved-note';
import { ApiProblem, callApi } from '@/lib/api/client';
import { type RuleList, type RuleView, type Saved, savedSchema } from '@/lib/api/contracts/rules';
import type { RuleMode } from '@/lib/policy/rule';
import { RULES_KEY, withoutRule, withRuleMode, withRuleMoved, withRuleVersion } from './rules-query';

const LIST_CHANGE_KEY = ['change of the rule list'] as const;

/** A change that the list itself can make. */
export type ListChange =
  | { readonly kind: 'move'; readonly view: RuleView; readonly order: number }
  | { readonly kind: 'mode'; readonly view: RuleView; readonly mode: RuleMode }
  | { readonly kind: 'duplicate'; readonly view: RuleView }
  | { readonly kind: 'delete'; readonly view: RuleView };

/** Carries out changes of the list: shown at once, taken back with a word if the API refuses. Changes go out one after the other. */
export function useRuleListChange() {
  const t = useTranslations('rules.list');
  const queryClient = useQueryClient();
  const saved = useSavedNote();
  return useMutation({
    mutationKey: LIST_CHANGE_KEY,
    scope: { id: 'rule-list' },
    mutationFn: (change: ListChange) => {
      const shown = queryClient.getQueryData<RuleList>(RULES_KEY)?.rules.find((rule) => rule.id === change.view.id);
      return send(change, shown?.version ?? change.view.version);
    },
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey: RULES_KEY });
      const before = queryClient.getQueryData<RuleList>(RULES_KEY);
      if (before !== undefined) queryClient.setQueryData(RULES_KEY, expected(before, change));
      return { before };
    },
    onError: (error, _change, context) => {
      if (context?.before !== undefined) queryClient.setQueryData(RULES_KEY, context.before);
      const conflict = error instanceof ApiProblem && error.status === 409;
      notifications.show({ color: 'red', title: t('failed'), message: conflict ? t('changedMeanwhile') : error.message, role: 'alert' });
    },
    onSuccess: ({ id, version, revision }) => {
      // A change of the same rule that already waits must not stumble over this one.
      queryClient.setQueryData<RuleList>(RULES_KEY, (list) => list && withRuleVersion(list, id, version));
      saved(revision);
    },
    onSettled: async () => {
      // While further changes wait, the server's list would take back what is shown of them.
      if (queryClient.isMutating({ mutationKey: LIST_CHANGE_KEY }) === 1) await queryClient.invalidateQueries({ queryKey: RULES_KEY });
    },
  });
}

/** @param version of the rule as the list shows it when the change goes out */
function send(change: ListChange, version: string): Promise<Saved> {
  const path = `/rules/${change.view.id}`;
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
function expected(list: RuleList, change: ListChange): RuleList {
  switch (change.kind) {
    case 'move':
      return withRuleMoved(list, change.view.id, change.order);
    case 'mode':
      return withRuleMode(list, change.view.id, change.mode);
    case 'delete':
      return withoutRule(list, change.view.id);
    case 'duplicate':
      return list;
  }
}
