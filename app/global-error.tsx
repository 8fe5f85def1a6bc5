'use client';

/** The root layout itself failed: no theme and no language can be relied on here. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'sans-serif', maxWidth: '36rem', margin: '4rem auto', padding: '0 1rem', lineHeight: 1.5 }}>
        <h1>Something went wrong</h1>
        <p>The console could not be shown. Mail keeps flowing: the SMTP workers do not depend on it.</p>
        <p lang="de">Die Konsole konnte nicht angezeigt werden. Der Mailverkehr läuft weiter: Die SMTP-Worker hängen nicht von ihr ab.</p>
        <button type="button" onClick={reset}>
          Try again / <span lang="de">Erneut versuchen</span>
        </button>
      </body>
    </html>
  );
}
