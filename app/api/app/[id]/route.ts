import { deleteApp, getApp } from "#lib/rest/operations/apps.ts";
import { routes, serve } from "../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(getApp), DELETE: serve(deleteApp) });
