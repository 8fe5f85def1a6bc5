import { deleteNamedListRoute, saveNamedListRoute, showNamedListRoute } from '@/lib/api/routes/named-lists';

export const GET = showNamedListRoute.handle;
export const PUT = saveNamedListRoute.handle;
export const DELETE = deleteNamedListRoute.handle;
