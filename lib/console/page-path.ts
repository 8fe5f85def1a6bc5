/** Header in which a page finds its own path and query; set by proxy.ts for every page, whatever the client sent. */
export const PATH_HEADER = 'x-siegel-path';
