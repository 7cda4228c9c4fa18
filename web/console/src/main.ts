import '@twoseal/shared/tokens.css';
import './look/elements';
import './look/theme.css';
import { followLanguage } from '@twoseal/shared';
import { createApp } from 'vue';
import App from './App.vue';
import { router } from './router';

followLanguage();
createApp(App).use(router).mount('#app');
