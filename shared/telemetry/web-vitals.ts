/** How a page loads and answers, as people feel it. https://web.dev/articles/vitals */
export const WEB_VITALS = ['LCP', 'INP', 'CLS', 'TTFB', 'FCP'] as const;
