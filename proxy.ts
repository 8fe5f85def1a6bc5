import { type NextRequest, NextResponse } from 'next/server';
import { PATH_HEADER } from '@/lib/console/page-path';

/** Tells the pages their own address, which Next.js keeps from them: whoever has to sign in first shall come back to it. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: '/((?!api/|_next/).*)' };
