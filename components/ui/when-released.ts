/** Now, or when the mouse button that is down goes up: what moves things on the page would make the press miss what it is on. */
export function whenReleased(action: () => void): void {
  if (document.querySelector(':active') === null) action();
  else window.addEventListener('mouseup', action, { once: true, capture: true });
}
