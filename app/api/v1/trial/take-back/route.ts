import { takeBackTrialRoute } from '@/lib/api/routes/revisions';

export const POST = takeBackTrialRoute.handle;
