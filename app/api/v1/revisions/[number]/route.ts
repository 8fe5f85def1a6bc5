import { showRevisionRoute } from '@/lib/api/routes/revisions';

export const GET = showRevisionRoute.handle;
