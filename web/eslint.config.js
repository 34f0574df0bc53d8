import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['target/'] },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      // The type checker knows better.
      'no-undef': 'off',
      'no-unused-vars': 'off',
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Text reaches the page by textContent.' },
        { property: 'outerHTML', message: 'Text reaches the page by textContent.' },
        { property: 'insertAdjacentHTML', message: 'Text reaches the page by textContent.' },
      ],
    },
  },
  { files: ['src/**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['test/**/*.js'], rules: { 'no-console': 'off' } },
];
