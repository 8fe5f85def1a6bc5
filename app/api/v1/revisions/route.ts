import { listRevisionsRoute } from '@/lib/api/routes/revisions';

export const GET = listRevisionsRoute.handle;
