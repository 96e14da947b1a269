import { campaign } from '../campaign.js'

campaign(import.meta.url)
