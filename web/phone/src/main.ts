import '@twoseal/shared/tokens.css';
import './phone.css';
import { followLanguage } from '@twoseal/shared/i18n.ts';
import { createApp } from 'vue';
import App from './App.vue';

followLanguage();
createApp(App).mount('#app');
