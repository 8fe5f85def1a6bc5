import { listSuggestionsRoute } from '@/lib/api/routes/suggestions';

export const GET = listSuggestionsRoute.handle;
