realtime-webhooks = Webhooks
