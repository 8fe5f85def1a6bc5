import { differenceRoute } from '@/lib/api/routes/revisions';

export const GET = differenceRoute.handle;
