import { saveAcceptanceRoute, showAcceptanceRoute } from '@/lib/api/routes/settings';

export const GET = showAcceptanceRoute.handle;
export const PUT = saveAcceptanceRoute.handle;
