import * as account from "./operations/account.ts";
import { apiAnalyticsOperation } from "./operations/analytics.ts";
import * as apis from "./operations/apis.ts";
import * as apps from "./operations/apps.ts";
import { listAuditOperation } from "./operations/audit.ts";
import * as blueprints from "./operations/blueprints.ts";
import * as calls from "./operations/calls.ts";
import * as collections from "./operations/collections.ts";
import * as documents from "./operations/documents.ts";
import * as edits from "./operations/edits.ts";
import * as exports from "./operations/exports.ts";
import * as feedback from "./operations/feedback.ts";
import { generate } from "./operations/generate.ts";
import * as generations from "./operations/generations.ts";
import { accessOperation } from "./operations/access.ts";
import * as health from "./operations/health.ts";
import * as keys from "./operations/keys.ts";
import { rateLimitUsageOperation } from "./operations/rate-limit.ts";
import * as reload from "./operations/reload.ts";
import * as routes from "./operations/routes.ts";
import { createSampleKeyOperation } from "./operations/sample.ts";
import * as runtime from "./operations/runtime.ts";
import * as monitoring from "./operations/monitoring.ts";
import * as modelKey from "./operations/model-key.ts";
import * as logs from "./operations/logs.ts";
import * as outside from "./operations/outside.ts";
import { outlineOperation } from "./operations/outlines.ts";
import * as storedDocuments from "./operations/stored-documents.ts";
import { suggestionsOperation } from "./operations/suggestions.ts";
import * as versions from "./operations/versions.ts";
import { followWorkspaceOperation } from "./operations/workspace-events.ts";
import * as workspaces from "./operations/workspaces.ts";
import type { AdminOperation, Operation, PublicOperation } from "./serve.ts";

/** Any of them, whatever it takes and answers. */
export type AnyOperation = Operation<unknown, unknown> | AdminOperation<unknown> | PublicOperation<unknown, unknown>;

/** Every operation of the REST API by its OpenAPI tag and operationId. */
export const OPERATIONS = {
  Builds: {
    generate, readOutline: outlineOperation, suggestions: suggestionsOperation, listGenerations: generations.listGenerationsOperation, getGeneration: generations.getGenerationOperation,
    followGeneration: generations.generationEvents, cancelGeneration: generations.cancelGenerationOperation, answerGeneration: generations.answerGenerationOperation,
    changeByWords: edits.changeByWords, changeByHand: edits.changeByHand, getHistory: edits.historyOperation,
  },
  "Generation API": { createApp: apps.createApp, getApp: apps.getApp, getAppStatus: apps.getAppStatus, getAppHistory: apps.getAppHistory, writeApp: apps.writeApp, deleteApp: apps.deleteApp },
  Blueprints: { listBlueprints: blueprints.listBlueprintsOperation, getBlueprint: blueprints.getBlueprintOperation },
  APIs: {
    listApis: apis.listApisOperation, getApi: apis.getApiOperation, changeApi: apis.changeApiOperation, deleteApi: apis.deleteApiOperation, restoreApi: apis.restoreApiOperation, listDeletedApis: apis.listDeletedApisOperation, pauseApi: apis.pauseApi, resumeApi: apis.resumeApi, tryApi: apis.tryApiOperation,
    getRuntime: runtime.getRuntimeOperation, wakeRuntime: runtime.wakeRuntimeOperation, sleepRuntime: runtime.sleepRuntimeOperation, restartRuntime: runtime.restartRuntimeOperation,
    listLogs: logs.listLogsOperation, followLogs: logs.followLogsOperation,
    listCalls: calls.listCallsOperation, followCalls: calls.followCallsOperation, getCall: calls.getCallOperation, replayCall: calls.replayCallOperation, testOfCall: calls.testOfCallOperation,
    listRoutes: routes.listRoutesOperation, setPublicRoute: routes.setPublicRouteOperation, getApiAnalytics: apiAnalyticsOperation,
    exportApi: exports.exportApiOperation, importApi: exports.importApiOperation,
  },
  Versions: {
    listVersions: versions.listVersionsOperation, getVersion: versions.getVersionOperation, diffVersions: versions.diffVersionsOperation, changeVersion: versions.changeVersionOperation, discardDraft: versions.discardDraftOperation,
    listDeployments: versions.listDeploymentsOperation, deployVersion: versions.deployVersionOperation, promote: versions.promoteOperation, forkApi: versions.forkApiOperation,
  },
  Data: {
    listCollections: collections.listCollectionsOperation, emptyCollection: collections.emptyCollectionOperation, exportDocuments: collections.exportDocumentsOperation, importDocuments: collections.importDocumentsOperation,
    browseDocuments: storedDocuments.browseDocumentsOperation, getDocument: storedDocuments.getDocumentOperation, changeDocument: storedDocuments.changeDocumentOperation, deleteDocument: storedDocuments.deleteDocumentOperation,
  },
  Keys: {
    listKeys: keys.listKeysOperation, createKey: keys.createKeyOperation, getKey: keys.getKeyOperation, changeKey: keys.changeKeyOperation, revokeKey: keys.revokeKeyOperation, rollKey: keys.rollKeyOperation, disableKey: keys.disableKeyOperation, enableKey: keys.enableKeyOperation, reportLeakedKey: keys.reportLeakedKeyOperation, createSampleKey: createSampleKeyOperation,
    getModelKey: modelKey.getModelKeyOperation, setModelKey: modelKey.setModelKeyOperation, deleteModelKey: modelKey.deleteModelKeyOperation,
  },
  "Hosts and secrets": {
    listHosts: outside.listHostsOperation, approveHost: outside.approveHostOperation, revokeHost: outside.revokeHostOperation,
    listSecrets: outside.listSecretsOperation, setSecret: outside.setSecretOperation, deleteSecret: outside.deleteSecretOperation, listOutboundCalls: outside.listOutboundCallsOperation,
  },
  Account: { getAccount: account.getAccountOperation, listSessions: account.listSessionsOperation, changeAccount: account.changeAccountOperation, exportAccount: account.exportAccountOperation, deleteAccount: account.deleteAccountOperation },
  Workspaces: {
    getWorkspace: workspaces.getWorkspaceOperation, renameWorkspace: workspaces.renameWorkspaceOperation, createWorkspace: workspaces.createWorkspaceOperation, followWorkspace: followWorkspaceOperation,
    listMembers: workspaces.listMembersOperation, changeMember: workspaces.changeMemberOperation, removeMember: workspaces.removeMemberOperation,
    listInvitations: workspaces.listInvitationsOperation, invite: workspaces.inviteOperation, withdrawInvitation: workspaces.withdrawInvitationOperation, acceptInvitation: workspaces.acceptInvitationOperation,
  },
  Feedback: { sendFeedback: feedback.sendFeedbackOperation, listFeedback: feedback.listFeedbackOperation, listFeedbackInbox: feedback.feedbackInboxOperation, answerFeedback: feedback.answerFeedbackOperation },
  Monitoring: { getUsage: monitoring.workspaceUsageOperation, getInstallation: monitoring.installationOperation },
  Audit: { listAudit: listAuditOperation },
  Platform: { getRateLimitUsage: rateLimitUsageOperation, getConfig: documents.configOperation, getOpenApi: documents.openApiOperation, getHealth: health.healthOperation, getReady: health.readyOperation, getLive: health.liveOperation },
  Administration: { reload: reload.reloadOperation, reloadApi: reload.reloadApiOperation, getAdminAccess: accessOperation },
} satisfies Record<string, Record<string, AnyOperation>>;
