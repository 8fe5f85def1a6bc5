const WAX =
  'M14.29 2.32Q16 1.4 17.71 2.32Q19.42 3.25 21.36 3.3Q23.3 3.36 24.32 5.01Q25.33 6.67 26.99 7.68Q28.64 8.7 28.7 10.64Q28.75 12.58 29.68 14.29Q30.6 16 29.68 17.71Q28.75 19.42 28.7 21.36Q28.64 23.3 26.99 24.32Q25.33 25.33 24.32 26.99Q23.3 28.64 21.36 28.7Q19.42 28.75 17.71 29.68Q16 30.6 14.29 29.68Q12.58 28.75 10.64 28.7Q8.7 28.64 7.68 26.99Q6.67 25.33 5.01 24.32Q3.36 23.3 3.3 21.36Q3.25 19.42 2.32 17.71Q1.4 16 2.32 14.29Q3.25 12.58 3.3 10.64Q3.36 8.7 5.01 7.68Q6.67 6.67 7.68 5.01Q8.7 3.36 10.64 3.3Q12.58 3.25 14.29 2.32Z';
const KEYHOLE = 'M16 10a3.6 3.6 0 0 0-1.75 6.75L13.2 21.8h5.6l-1.05-5.05A3.6 3.6 0 0 0 16 10Z';

/** The mark: a wax seal with a keyhole. Decorative; the name stands beside it. */
export function Logo({ size = 26 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path d={WAX} fill="#0c6f66" />
      <circle cx="16" cy="16" r="10" stroke="#fff" strokeOpacity=".45" />
      <path d={KEYHOLE} fill="#fff" />
    </svg>
  );
}
