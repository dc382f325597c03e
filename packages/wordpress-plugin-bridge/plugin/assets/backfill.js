/**
 * Keeps the bar of the settings page up to date while a blog is being registered. Without it the page says the same after a reload.
 */
(() => {
  const panel = document.getElementById('flattr-backfill');
  const bar = panel?.querySelector('progress');
  if (!bar || panel.dataset.state !== 'running') {
    return;
  }
  const words = document.getElementById('flattr-backfill-words');
  const trouble = document.getElementById('flattr-backfill-trouble');

  async function look() {
    let wait = 2000;
    try {
      const progress = await wp.apiFetch({ path: '/flattr/v1/progress' });
      bar.max = Math.max(1, progress.total);
      bar.value = progress.done + progress.refused;
      if (words.textContent !== progress.words) {
        words.textContent = progress.words;
      }
      trouble.textContent = progress.notice;
      if (progress.state !== 'running') {
        // Other buttons are to be pressed now.
        window.location.reload();
        return;
      }
    } catch {
      // The site itself may be busy for a moment.
      wait = 10000;
    }
    window.setTimeout(look, wait);
  }

  window.setTimeout(look, 2000);
})();
