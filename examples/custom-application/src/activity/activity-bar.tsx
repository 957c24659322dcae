/** A line on top of the page as long as anything is on its way. */
export function ActivityBar({ isActive }: { isActive: boolean }) {
  return <div className={`activity-bar ${isActive ? 'active' : ''}`} aria-hidden="true" />;
}
