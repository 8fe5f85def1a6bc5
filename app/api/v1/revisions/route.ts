import { listRevisionsRoute } from '@/lib/api/routes/status';

export const GET = listRevisionsRoute.handle;
