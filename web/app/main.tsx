import './app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { activateLanguage } from '#web/lib/translations.ts';
import { App } from './app.tsx';

activateLanguage('en');

const container = document.getElementById('root');
if (!container) throw new Error('The page has no root element');
createRoot(container).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
