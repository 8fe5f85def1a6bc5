import type { ApiRoute } from './route';
import { changePasswordRoute, setupRoute } from './routes/account';
import { catalogueRoute, openApiRouteFor } from './routes/description';
import { createDomainRoute, deleteDomainRoute, listDomainsRoute, saveDomainRoute, showDomainRoute } from './routes/domains';
import { countMessagesRoute, exportMessagesRoute, listMessagesRoute, liveRoute, showMessageRoute } from './routes/mail';
import {
  createNamedListRoute,
  deleteNamedListRoute,
  listNamedListsRoute,
  saveNamedListRoute,
  showNamedListRoute,
} from './routes/named-lists';
import { createPolicyTestRoute, deletePolicyTestRoute, listPolicyTestsRoute, savePolicyTestRoute } from './routes/policy-tests';
import { listQueueGroupsRoute, listQueueRoute, queueActionRoute, undoQueueActionRoute } from './routes/queue';
import { replayRoute } from './routes/replays';
import { saveRetentionRoute, showRetentionRoute } from './routes/retention';
import {
  confirmTrialRoute,
  differenceRoute,
  listRevisionsRoute,
  restoreRoute,
  showRevisionRoute,
  showTrialRoute,
  takeBackTrialRoute,
} from './routes/revisions';
import {
  checkDraftRoute,
  checkRulesRoute,
  createRuleRoute,
  deleteRuleRoute,
  duplicateRuleRoute,
  explainDraftRoute,
  forceTlsRoute,
  listRuleHitsRoute,
  listRuleRowsRoute,
  listRulesRoute,
  moveRuleRoute,
  saveRuleRoute,
  setRuleModeRoute,
  showRuleHitsRoute,
  showRuleRoute,
} from './routes/rules';
import { saveAcceptanceRoute, saveRoutingRoute, showAcceptanceRoute, showRoutingRoute } from './routes/settings';
import { simulateRoute } from './routes/simulations';
import { createSmtpUserRoute, deleteSmtpUserRoute, listSmtpUsersRoute, saveSmtpUserRoute } from './routes/smtp-users';
import { listCertificatesRoute, listWorkersRoute, overviewRoute } from './routes/status';
import { listSuggestionsRoute } from './routes/suggestions';

const DESCRIBED: readonly ApiRoute[] = [
  listRulesRoute,
  createRuleRoute,
  checkRulesRoute,
  checkDraftRoute,
  explainDraftRoute,
  listRuleRowsRoute,
  listRuleHitsRoute,
  forceTlsRoute,
  showRuleRoute,
  showRuleHitsRoute,
  saveRuleRoute,
  deleteRuleRoute,
  duplicateRuleRoute,
  moveRuleRoute,
  setRuleModeRoute,
  replayRoute,
  simulateRoute,
  listPolicyTestsRoute,
  createPolicyTestRoute,
  savePolicyTestRoute,
  deletePolicyTestRoute,
  showAcceptanceRoute,
  saveAcceptanceRoute,
  showRoutingRoute,
  saveRoutingRoute,
  listNamedListsRoute,
  createNamedListRoute,
  showNamedListRoute,
  saveNamedListRoute,
  deleteNamedListRoute,
  listDomainsRoute,
  createDomainRoute,
  showDomainRoute,
  saveDomainRoute,
  deleteDomainRoute,
  listSmtpUsersRoute,
  createSmtpUserRoute,
  saveSmtpUserRoute,
  deleteSmtpUserRoute,
  listQueueRoute,
  listQueueGroupsRoute,
  queueActionRoute,
  undoQueueActionRoute,
  listMessagesRoute,
  countMessagesRoute,
  exportMessagesRoute,
  liveRoute,
  showRetentionRoute,
  saveRetentionRoute,
  showMessageRoute,
  listSuggestionsRoute,
  overviewRoute,
  listWorkersRoute,
  listCertificatesRoute,
  listRevisionsRoute,
  showRevisionRoute,
  differenceRoute,
  restoreRoute,
  showTrialRoute,
  confirmTrialRoute,
  takeBackTrialRoute,
  catalogueRoute,
  setupRoute,
  changePasswordRoute,
];

export const openApiRoute = openApiRouteFor(DESCRIBED);

/** Every route of /api/v1. A test compares the list with the files below app/api/v1. */
export const ROUTES: readonly ApiRoute[] = [...DESCRIBED, openApiRoute];
