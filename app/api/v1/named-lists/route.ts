import { createNamedListRoute, listNamedListsRoute } from '@/lib/api/routes/named-lists';

export const GET = listNamedListsRoute.handle;
export const POST = createNamedListRoute.handle;
