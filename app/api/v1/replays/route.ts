import { replayRoute } from '@/lib/api/routes/replays';

export const POST = replayRoute.handle;
