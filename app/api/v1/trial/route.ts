import { showTrialRoute } from '@/lib/api/routes/revisions';

export const GET = showTrialRoute.handle;
